"""Edit the handouts that we ship at random, and hold each edit to what was asked.

python tools/edits.py --seed 1 --count 1000
python tools/edits.py --words              # a word of every text of every handout
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from edits import HANDOUTS, asked, is_text, keys_of, word_faults

from handouts.diagnostics import HandoutsError
from handouts.reading.edit import apply
from handouts.reading.plain import plain_of, same

FRESH = 0.2  # how often an edit begins at a file as it is shipped


def main() -> int:
    """Make random edits, each of what the one before left; return 1 where one is not as asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--words", action="store_true")
    wishes = parser.parse_args()
    if wishes.words:
        return words(Random(wishes.seed))
    random, text, wrong = Random(wishes.seed), random_file(Random(wishes.seed)), 0
    for number in range(wishes.count):
        if random.random() < FRESH:
            text = random_file(random)
        wish = asked(random, text)
        try:
            edited = apply(text, [wish.edit])
        except HandoutsError as error:
            print(f"{number}: {wish.edit}: {error}")
            wrong += 1
            continue
        if same(plain_of(edited), wish.says):
            text = edited
        else:
            print(f"{number}: {wish.edit}: it says something else")
            wrong += 1
    print(
        f"{wishes.count} edits: {f'{wrong} wrong' if wrong else 'nothing wrong'}", file=sys.stderr
    )
    return 1 if wrong else 0


def words(random: Random) -> int:
    """Exchange a word of every text; return 1 where more than its line differs."""
    tried = wrong = 0
    for text in HANDOUTS:
        says = plain_of(text)
        for key in [key for key in keys_of(says) if is_text(says, key)]:
            tried += 1
            if faults := word_faults(text, key, random):
                print("\n".join(faults))
                wrong += 1
    return ended(tried, wrong)


def ended(tried: int, wrong: int) -> int:
    """Tell how many edits were wrong, and return an exit code."""
    print(f"{tried} edits: {f'{wrong} wrong' if wrong else 'nothing wrong'}", file=sys.stderr)
    return 1 if wrong else 0


def random_file(random: Random) -> str:
    """Return one of the files."""
    return random.choice(HANDOUTS)


if __name__ == "__main__":
    sys.exit(main())
