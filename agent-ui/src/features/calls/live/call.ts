import type { LiveCallsSubscription } from '../../../gql/graphql';

export type Call = LiveCallsSubscription['liveCalls'][number];
