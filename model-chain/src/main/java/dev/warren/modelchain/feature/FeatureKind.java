package dev.warren.modelchain.feature;

import java.util.List;

/** What the features of a service are read by. */
public interface FeatureKind {

    /** What they produce. */
    OutputKind kind();

    /**
     * The settings that only features of this kind have. All of them become part of what identifies a stored answer.
     *
     * @param feature the feature's name
     * @param chain who is asked, in order
     * @param faults receives what is wrong; what is returned then is not used
     */
    SkillSettings settings(String feature, List<String> chain, FeatureFaults faults);
}
