// Makes <package>/src/gql from api/schema.graphql and the graphql(`…`) documents in each package's sources.
// Also makes documents.json beside them: the texts that the package sends, letter for letter, for the api to know them by.
// It calls the client preset directly, because the graphql-codegen command line needs a newer Node than the product does.
import { mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { codegen } from '@graphql-codegen/core';
import { preset } from '@graphql-codegen/client-preset';
import { stringifyDocument } from '@urql/core';
import { buildSchema, parse } from 'graphql';
import ts from 'typescript';
import { writeIfChanged } from './only-changed.js';

const root = import.meta.dirname;
const sdl = await readFile(path.join(root, 'api/schema.graphql'), 'utf8');

// urql takes parsed documents; the widget sends plain text and so leaves the parser out.
for (const [name, documentMode] of [
  ['agent-ui', 'documentNode'],
  ['widget', 'string'],
]) {
  const source = path.join(root, name, 'src');
  const outputs = await preset.buildGeneratesSection({
    baseOutputDir: path.join(source, 'gql/'),
    schema: parse(sdl),
    schemaAst: buildSchema(sdl),
    documents: await documentsIn(source),
    config: {
      documentMode,
      enumsAsTypes: true,
      useTypeImports: true,
      strictScalars: true,
      scalars: { DateTime: 'string', ID: 'string' },
      skipTypename: true,
    },
    presetConfig: { fragmentMasking: false },
    plugins: [],
    pluginMap: {},
  });
  await mkdir(path.join(source, 'gql'), { recursive: true });
  for (const output of outputs) {
    await writeIfChanged(output.filename, await codegen(output));
  }
  const texts = await sentTexts(path.join(source, 'gql/graphql.ts'));
  await writeIfChanged(path.join(source, 'gql/documents.json'), `${JSON.stringify(texts, null, 2)}\n`);
}

/** Every graphql(`…`) call in the TypeScript files below a folder, as the preset wants them. */
async function documentsIn(folder) {
  const documents = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const location = path.join(entry.parentPath, entry.name);
    if (!entry.isFile() || !/\.tsx?$/.test(entry.name) || entry.parentPath.endsWith(`${path.sep}gql`)) {
      continue;
    }
    const file = ts.createSourceFile(location, await readFile(location, 'utf8'), ts.ScriptTarget.Latest);
    for (const rawSDL of graphqlCalls(file)) {
      documents.push({ location, rawSDL, document: parse(rawSDL) });
    }
  }
  return documents;
}

function graphqlCalls(node) {
  const found = [];
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'graphql') {
    const [argument] = node.arguments;
    if (argument !== undefined && ts.isNoSubstitutionTemplateLiteral(argument)) {
      found.push(argument.text);
    }
  }
  ts.forEachChild(node, (child) => {
    found.push(...graphqlCalls(child));
  });
  return found;
}

/** What the generated documents become on the wire: urql prints the parsed ones, the others are their own text. */
async function sentTexts(generated) {
  const { outputText } = ts.transpileModule(await readFile(generated, 'utf8'), {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  });
  const module = await import(`data:text/javascript,${encodeURIComponent(outputText)}`);
  return Object.entries(module)
    .filter(([name]) => name.endsWith('Document'))
    .map(([, document]) => (document.kind === 'Document' ? stringifyDocument(document) : document.toString()))
    .sort();
}
