import { useMutation } from 'urql';
import { graphql } from '../../../gql';
import { codeOfFailure } from '../../../shared/failure-code';

const setAvailabilityDocument = graphql(`
  mutation SetAvailability($available: Boolean!) {
    setAvailability(available: $available) {
      available
    }
  }
`);

/** Gives the code of what went wrong, if anything did. */
export function useSetAvailability(): { set: (available: boolean) => Promise<string | undefined>; isSetting: boolean } {
  const [{ fetching }, execute] = useMutation(setAvailabilityDocument);
  const set = async (available: boolean): Promise<string | undefined> => {
    const { error } = await execute({ available });
    return error && codeOfFailure(error);
  };
  return { set, isSetting: fetching };
}
