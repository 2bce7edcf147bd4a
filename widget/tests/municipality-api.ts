import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { buildSchema, execute, GraphQLError, parse, subscribe, validate } from 'graphql';
import type { MunicipalityQuery, SessionStatus } from '../src/gql/graphql';
import sdl from '../../api/schema.graphql?raw';

const schema = buildSchema(sdl);

/** What a test makes the api do. Each entry of `streams` answers one connection: statuses to send, then how it ends. */
export interface Script {
  municipality?: Partial<MunicipalityQuery['municipality']>;
  startSession?: () => unknown;
  startInvitedSession?: () => unknown;
  pairSession?: (given: { digits: string }) => Partial<SessionStatus>;
  streams?: Stream[];
}

export interface Stream {
  send: Partial<SessionStatus>[];
  /** `complete` ends in order, `stay` keeps the connection open; a code refuses. */
  then: 'complete' | 'stay' | { refuse: string };
}

export interface MunicipalityApi {
  origin: string;
  asked: Asked[];
  /** Drops every connection that stays open, without a word. */
  cut: () => void;
  close: () => Promise<void>;
}

export interface Asked {
  operation: string;
  variables: Record<string, unknown>;
  cookie: string | undefined;
}

const uitkering = { name: 'uitkering', title: { nl: 'Vraag over uw uitkering', en: 'Question about your benefit' } };

const startedSession = {
  statusToken: 'token-1',
  sessionPointer: { u: 'https://irma.example/session/1', irmaqr: 'disclosing' },
  purpose: uitkering,
};

const openMunicipality: MunicipalityQuery['municipality'] = {
  displayName: 'Gemeente Arnhem',
  phoneNumber: '+31263770000',
  availability: 'OPEN',
  agentsAvailable: true,
  purposes: [uitkering],
};

/** An http server that speaks GraphQL and GraphQL over SSE by the product's own schema, so that a wrong document fails here. */
export async function municipalityApi(script: Script): Promise<MunicipalityApi> {
  const asked: Asked[] = [];
  const streams = [...(script.streams ?? [])];
  const resolvers = {
    municipality: { ...openMunicipality, ...script.municipality },
    startSession: script.startSession ?? (() => startedSession),
    startInvitedSession: script.startInvitedSession ?? (() => startedSession),
    pairSession: (given: { digits: string }) => ({ agentsAvailable: true, ...script.pairSession?.(given) }),
    cancelSession: () => ({ state: 'CANCELLED', agentsAvailable: true }),
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { query, variables } = JSON.parse(await text(request)) as { query: string; variables: Record<string, unknown> };
    asked.push({ operation: /(?:query|mutation|subscription) (\w+)/.exec(query)?.[1] ?? '', variables, cookie: request.headers.cookie });
    const document = parse(query);
    const errors = validate(schema, document);
    if (errors.length > 0) {
      response.writeHead(400).end(JSON.stringify({ errors }));
    } else if (request.headers.accept === 'text/event-stream') {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const stream = streams.shift() ?? { send: [], then: 'stay' };
      await sendEvents(response, stream, (rootValue) => subscribe({ schema, document, rootValue, variableValues: variables }));
    } else {
      const result = await execute({ schema, document, rootValue: resolvers, variableValues: variables });
      response.setHeader('content-type', 'application/graphql-response+json').end(JSON.stringify(result));
    }
  };

  const server = createServer((request, response) => {
    void answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const cut = (): void => {
    server.closeAllConnections();
  };
  return { origin, asked, cut, close: () => close(server) };
}

async function sendEvents(
  response: ServerResponse,
  stream: Stream,
  run: (rootValue: object) => ReturnType<typeof subscribe>,
): Promise<void> {
  async function* sessionStatus() {
    for (const status of stream.send) {
      yield await Promise.resolve({ sessionStatus: { agentsAvailable: true, ...status } });
    }
  }
  const results = await run({ sessionStatus });
  if (!(Symbol.asyncIterator in results)) {
    throw new Error(JSON.stringify(results));
  }
  for await (const result of results) {
    response.write(event('next', result));
  }
  if (stream.then !== 'stay') {
    response.write(stream.then === 'complete' ? '' : event('next', { errors: [refusal(stream.then.refuse)] }));
    response.end(event('complete', undefined));
  }
}

function event(name: string, data: unknown): string {
  return `event: ${name}\ndata: ${data === undefined ? '' : JSON.stringify(data)}\n\n`;
}

export function refusal(code: string): GraphQLError {
  return new GraphQLError('refused', { extensions: { code } });
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
