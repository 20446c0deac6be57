"""What staff use beside building: new files, schemas for editors, a look at the machine."""
