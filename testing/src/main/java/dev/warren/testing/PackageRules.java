package dev.warren.testing;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.filtering;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * What holds for the packages of every module. A module has a test that inherits these and names its exceptions; one
 * that is no longer needed must leave its list, so that lists only become shorter.
 */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class PackageRules {

    private static final int MOST_FILES = 20;

    /** A statement in a lambda expression need not name a class of JDBC. */
    private static final DescribedPredicate<JavaClass> HELPERS_OF_JDBC = DescribedPredicate.describe(
            "helpers of JDBC", it -> it.getName().matches("dev\\.warren\\.database\\.(Jdbc|BatchColumns)"));

    private final JavaClasses classes = new ClassFileImporter().importPath(Path.of("target", "classes"));

    /** What the broker's client has for values: a message and its parts. They may be used everywhere. */
    private static final Set<String> VALUES = Set.of(
            "com.rabbitmq.client.AMQP$BasicProperties",
            "com.rabbitmq.client.AMQP$BasicProperties$Builder",
            "com.rabbitmq.client.BasicProperties",
            "com.rabbitmq.client.Delivery",
            "com.rabbitmq.client.Envelope",
            "com.rabbitmq.client.GetResponse",
            "com.rabbitmq.client.LongString",
            "com.rabbitmq.client.impl.LongStringHelper");

    /**
     * Classes outside of {@code amqp} that use connections, channels, consumers or exceptions of the broker's client.
     */
    protected List<String> usersOfTheBrokersClient() {
        return List.of();
    }

    /** Classes outside of {@code model-chain} that use the client of models themselves. */
    protected List<String> usersOfTheModelsClient() {
        return List.of();
    }

    /** Packages that write SQL through JDBC; those of resources never do. */
    protected List<String> packagesWithJdbc() {
        return List.of();
    }

    /** Classes in other packages that use JDBC nevertheless. */
    protected List<String> usersOfJdbc() {
        return List.of();
    }

    /** Packages that ask the database through Panache or an entity manager. */
    protected List<String> packagesWithPersistence() {
        return List.of();
    }

    /** Classes in other packages that do so nevertheless. */
    protected List<String> usersOfPersistence() {
        return List.of();
    }

    @Test
    void packagesHaveNoCircles() {
        slices().matching("dev.warren.(**)").should().beFreeOfCycles().check(classes);
    }

    @Test
    void noPackageHasMoreThanTwentyFiles() {
        Map<String, Long> files = classes.stream()
                .collect(groupingBy(JavaClass::getPackageName, filtering(PackageRules::isFile, counting())));

        assertThat(files)
                .isNotEmpty()
                .allSatisfy((name, count) -> assertThat(count).as(name).isLessThanOrEqualTo(MOST_FILES));
    }

    @Test
    void onlyAmqpUsesTheBrokersClientForMoreThanValues() {
        assertThat(users(
                        resideInAPackage("com.rabbitmq.client..").and(describe("no value", PackageRules::isNoValue)),
                        not("dev.warren.amqp..")))
                .as("users of the broker's client")
                .containsExactlyInAnyOrderElementsOf(usersOfTheBrokersClient());
    }

    @Test
    void onlyModelChainUsesTheModelsClient() {
        assertThat(users(
                        resideInAnyPackage("dev.langchain4j..", "io.quarkiverse.langchain4j.."),
                        not("dev.warren.modelchain..")))
                .as("users of the models' client")
                .containsExactlyInAnyOrderElementsOf(usersOfTheModelsClient());
    }

    @Test
    void jdbcIsUsedInItsPackagesOnly() {
        assertThat(packagesWithJdbc()).noneMatch(name -> name.endsWith(".http"));
        onlyIn(resideInAnyPackage("java.sql..", "javax.sql..").or(HELPERS_OF_JDBC), packagesWithJdbc(), usersOfJdbc());
    }

    @Test
    void persistenceIsUsedInItsPackagesOnly() {
        var persistence = resideInAnyPackage(
                "jakarta.persistence..",
                "io.quarkus.hibernate..",
                "org.hibernate.annotations..",
                "org.hibernate.type..");

        onlyIn(persistence, packagesWithPersistence(), usersOfPersistence());
    }

    @Test
    void nobodyKnowsThePackagesOfResources() {
        Set<String> packages = classes.stream()
                .filter(resideInAPackage("..http.."))
                .filter(it -> it.isAnnotatedWith("jakarta.ws.rs.Path"))
                .map(JavaClass::getPackageName)
                .collect(toSet());

        assertThat(packages).allSatisfy(name -> assertThat(users(resideInAPackage(name), not(name)))
                .as("users of " + name)
                .isEmpty());
    }

    private void onlyIn(DescribedPredicate<JavaClass> used, List<String> packages, List<String> exceptions) {
        var theirs = resideInAnyPackage(packages.toArray(String[]::new));

        assertThat(packages).allSatisfy(name -> assertThat(users(used, resideInAPackage(name)))
                .as("users in " + name)
                .isNotEmpty());
        assertThat(users(used, DescribedPredicate.not(theirs)))
                .as("users in other packages")
                .containsExactlyInAnyOrderElementsOf(exceptions);
    }

    private Set<String> users(DescribedPredicate<JavaClass> used, DescribedPredicate<JavaClass> where) {
        return classes.stream()
                .filter(where)
                .flatMap(it -> it.getDirectDependenciesFromSelf().stream())
                .filter(it -> used.test(it.getTargetClass().getBaseComponentType()))
                .map(it -> file(it.getOriginClass()))
                .collect(toCollection(TreeSet::new));
    }

    private static DescribedPredicate<JavaClass> not(String packages) {
        return DescribedPredicate.not(resideInAPackage(packages));
    }

    private static boolean isNoValue(JavaClass it) {
        return !VALUES.contains(it.getName());
    }

    private static boolean isFile(JavaClass it) {
        return it.isTopLevelClass() && !it.getSimpleName().equals("package-info");
    }

    private static String file(JavaClass it) {
        return it.getName().replaceFirst("\\$.*", "");
    }
}
