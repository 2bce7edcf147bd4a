namespace IdBellen.Demo.Telephone;

/// <summary>The GraphQL documents of the exchange; a server with persisted documents must have exactly these.</summary>
internal static class ExchangeDocuments
{
    public const string MatchCode =
        """
        mutation MatchCode($code: String!, $callReference: String!, $attempt: Int!, $callerNumber: String) {
          matchCode(code: $code, callReference: $callReference, attempt: $attempt, callerNumber: $callerNumber) {
            outcome
            next
          }
        }
        """;

    public const string ReportCall =
        """
        mutation ReportCall($callReference: String!, $state: ReportedCallState!, $callerNumber: String) {
          reportCall(callReference: $callReference, state: $state, callerNumber: $callerNumber) {
            callReference
            next
          }
        }
        """;

    public const string Assignments =
        """
        subscription Assignments {
          assignments {
            callReference
            agentId
          }
        }
        """;
}
