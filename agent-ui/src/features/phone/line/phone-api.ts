import type { Client } from 'urql';
import { graphql } from '../../../gql';
import type { PhoneConnection as Connection } from '../../../gql/graphql';
import { codeOfFailure } from '../../../shared/failure-code';

const connectPhoneDocument = graphql(`
  mutation ConnectPhone($callId: ID!) {
    connectPhone(callId: $callId) {
      address
      target
      iceServers {
        urls
        username
        credential
      }
    }
  }
`);

const checkPhoneDocument = graphql(`
  mutation CheckPhone {
    checkPhone {
      address
      target
      iceServers {
        urls
        username
        credential
      }
    }
  }
`);

/** How to dial in, once and soon. */
export type PhoneConnection = Pick<Connection, 'address' | 'target' | 'iceServers'>;

export class PhoneRefused extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

export class PhoneApi {
  constructor(private readonly client: Client) {}

  async connect(callId: string): Promise<PhoneConnection> {
    const { data, error } = await this.client.mutation(connectPhoneDocument, { callId }).toPromise();
    if (data == null) {
      throw new PhoneRefused(error === undefined ? 'OTHER' : codeOfFailure(error));
    }
    return data.connectPhone;
  }

  async check(): Promise<PhoneConnection> {
    const { data, error } = await this.client.mutation(checkPhoneDocument, {}).toPromise();
    if (data == null) {
      throw new PhoneRefused(error === undefined ? 'OTHER' : codeOfFailure(error));
    }
    return data.checkPhone;
  }
}
