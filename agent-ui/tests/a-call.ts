import type { Call } from '../src/gql/graphql';

/** A waiting, identified call that arrived a minute ago, with what a test changes about it. */
export function aCall(changes: Partial<Call> = {}): Call {
  return {
    id: 'call-1',
    state: 'WAITING',
    arrivedAt: new Date(Date.now() - 60_000).toISOString(),
    identified: true,
    purpose: { name: 'uitkering', title: { nl: 'Vraag over uw uitkering', en: 'Question about your benefit' } },
    takenAt: null,
    takenBy: null,
    mine: false,
    personalDataUntil: new Date(Date.now() + 3_000_000).toISOString(),
    attributes: [{ identifier: 'pbdf.gemeente.personalData.bsn', label: { nl: 'BSN', en: 'Citizen service number' }, value: '999992235' }],
    links: [],
    callerNumber: null,
    ...changes,
  };
}
