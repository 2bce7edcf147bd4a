import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { buildSchema, execute, GraphQLError, parse, subscribe, validate } from 'graphql';
import sdl from '../../api/schema.graphql?raw';

const schema = buildSchema(sdl);

/** Answers by the product's own schema, over GraphQL or GraphQL over SSE, so that a wrong document fails here. */
export async function answer(request: IncomingMessage, response: ServerResponse, root: object): Promise<void> {
  const { query, variables } = JSON.parse(await text(request)) as { query: string; variables: Record<string, unknown> };
  const document = parse(query);
  const errors = validate(schema, document);
  if (errors.length > 0) {
    response.writeHead(400).end(JSON.stringify({ errors }));
  } else if (request.headers.accept === 'text/event-stream') {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    await stream(response, await subscribe({ schema, document, rootValue: root, variableValues: variables }));
  } else {
    const result = await execute({ schema, document, rootValue: root, variableValues: variables });
    response.setHeader('content-type', 'application/graphql-response+json').end(JSON.stringify(result));
  }
}

async function stream(response: ServerResponse, results: Awaited<ReturnType<typeof subscribe>>): Promise<void> {
  const next = (result: unknown): void => {
    response.write(`event: next\ndata: ${JSON.stringify(result)}\n\n`);
  };
  try {
    for await (const result of Symbol.asyncIterator in results ? results : [results]) {
      next(result);
    }
  } catch (error) {
    next({ errors: [error] });
  }
  response.end('event: complete\ndata:\n\n');
}

/** What a root field throws to refuse. */
export function refusal(code: string): GraphQLError {
  return new GraphQLError('refused', { extensions: { code } });
}
