import java.io.File;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/** Prints a line for each file that was checked, and one for each rule that it fails. */
public class VeraCheck {
    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (int i = 1; i < arguments.length; i++) {
            for (String flavour : arguments[0].split(",")) {
                check(flavour, arguments[i]);
            }
            System.out.println("checked\t" + arguments[i]);
        }
    }

    private static void check(String flavour, String file) throws Exception {
        var wanted = PDFAFlavour.fromString(flavour);
        var foundry = Foundries.defaultInstance();
        Map<String, Integer> failures = new TreeMap<>();
        try (var parser = foundry.createParser(new File(file), wanted);
                var validator = foundry.createValidator(wanted, false)) {
            for (TestAssertion test : validator.validate(parser).getTestAssertions()) {
                if (test.getStatus() == TestAssertion.Status.FAILED) {
                    var rule = test.getRuleId();
                    failures.merge(rule.getClause() + "-" + rule.getTestNumber() + " " + test.getMessage(), 1, Integer::sum);
                }
            }
        }
        failures.forEach((rule, times) -> System.out.println(
                "failed\t" + file + "\t" + flavour + " " + rule.replaceAll("\\s+", " ") + " (" + times + "x)"));
    }
}
