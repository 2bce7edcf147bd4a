import { useQuery } from 'urql';
import { graphql } from '../../gql';
import type { EvaluationCountsFragment, EvaluationQuery } from '../../gql/graphql';
import { codeOfFailure } from '../../shared/failure-code';

// Days come without durations: with them the document would cost more than the api allows (MaxCost in
// graphql/Requests/TransportOptions.cs).
const evaluationDocument = graphql(`
  query Evaluation {
    evaluation {
      threshold
      total {
        ...EvaluationCounts
        ...EvaluationDurations
      }
      purposes {
        purpose {
          name
          title {
            nl
            en
          }
        }
        total {
          ...EvaluationCounts
          ...EvaluationDurations
        }
        months {
          month
          total {
            ...EvaluationCounts
            ...EvaluationDurations
          }
          days {
            day
            figures {
              ...EvaluationCounts
            }
          }
        }
      }
    }
  }

  fragment EvaluationCounts on EvaluationFigures {
    started
    disclosed
    refused
    expired
    notPhoned
    matched
    wrongCodes
    unidentified
    abandoned
    taken
  }

  fragment EvaluationDurations on EvaluationFigures {
    waiting {
      median
      p90
      p95
    }
    handling {
      median
      p90
      p95
    }
  }
`);

export type Evaluation = EvaluationQuery['evaluation'];

export type PurposeEvaluation = Evaluation['purposes'][number];

/** Counts and durations of a part of the pilot; what is null is not told. */
export type Figures = Evaluation['total'];

export type Counts = EvaluationCountsFragment;

export type Measure = keyof Counts;

/** What the pilot has come to until now. */
export function useEvaluation(): { evaluation: Evaluation | undefined; failure: string | undefined } {
  const [{ data, error }] = useQuery({ query: evaluationDocument });
  return { evaluation: data?.evaluation, failure: error && codeOfFailure(error) };
}
