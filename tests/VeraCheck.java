import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/**
 * Reads a line for each lot, flavours and files with tabs between, and prints a line for each file
 * that was checked, one for each rule that it fails, and one where the lot is done.
 */
public class VeraCheck {
    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        var lots = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String lot = lots.readLine(); lot != null; lot = lots.readLine()) {
            String[] words = lot.split("\t");
            for (int i = 1; i < words.length; i++) {
                for (String flavour : words[0].split(",")) {
                    check(flavour, words[i]);
                }
                System.out.println("checked\t" + words[i]);
            }
            System.out.println("done");
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
