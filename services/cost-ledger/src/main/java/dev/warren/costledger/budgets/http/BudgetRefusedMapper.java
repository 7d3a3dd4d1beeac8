package dev.warren.costledger.budgets.http;

import dev.warren.costledger.budgets.model.BudgetRefusedException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Says why nothing was changed. */
@Provider
public class BudgetRefusedMapper implements ExceptionMapper<BudgetRefusedException> {

    @Override
    public Response toResponse(BudgetRefusedException refused) {
        return BudgetProblems.of(refused).toResponse();
    }
}
