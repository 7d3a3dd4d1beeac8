package dev.warren.messaging;

import dev.warren.contracts.v1.Alert;
import dev.warren.contracts.v1.AnswerReused;
import dev.warren.contracts.v1.BudgetRules;
import dev.warren.contracts.v1.BudgetState;
import dev.warren.contracts.v1.Conflict;
import dev.warren.contracts.v1.EventRef;
import dev.warren.contracts.v1.Failure;
import dev.warren.contracts.v1.HoldDecided;
import dev.warren.contracts.v1.HoldReleased;
import dev.warren.contracts.v1.HoldRequested;
import dev.warren.contracts.v1.JsonOutput;
import dev.warren.contracts.v1.ModelCalled;
import dev.warren.contracts.v1.Outcome;
import dev.warren.contracts.v1.Output;
import dev.warren.contracts.v1.ProviderAttempt;
import dev.warren.contracts.v1.ProviderReport;
import dev.warren.contracts.v1.Result;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Keeps the contracts readable as JSON in native images; contracts itself knows no Quarkus. */
@RegisterForReflection(
        targets = {
            Alert.class,
            Alert.Severity.class,
            AnswerReused.class,
            ProviderAttempt.class,
            BudgetRules.class,
            BudgetRules.Exhausted.class,
            BudgetRules.Rule.class,
            BudgetRules.Scope.class,
            BudgetState.class,
            BudgetState.State.class,
            Conflict.class,
            Conflict.Resolution.class,
            EventRef.class,
            Failure.class,
            HoldDecided.class,
            HoldDecided.Decision.class,
            HoldReleased.class,
            HoldRequested.class,
            JsonOutput.class,
            ModelCalled.class,
            ModelCalled.Spared.class,
            Outcome.class,
            Output.class,
            ProviderReport.class,
            Result.class,
            Result.Earlier.class
        })
final class NativeReflection {

    private NativeReflection() {}
}
