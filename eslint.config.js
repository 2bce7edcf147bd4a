import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const typeScript = ['{live,agent-ui,widget,demo/Telephone/softphone}/**/*.{ts,tsx}'];

export default defineConfig(
  { ignores: ['**/dist/', '**/src/gql/', '**/bin/', '**/obj/', 'artifacts/', '.run/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    // Front-end tooling, the scripts in dev/, those that make prompts, and the tests that run in Node.
    files: ['*.js', '{dev,telephony,tests}/**/*.{js,mjs}'],
    extends: [js.configs.recommended],
    languageOptions: { globals: globals.node },
  },
  {
    // The stand-ins' page scripts, served as they are.
    files: ['demo/**/*.js'],
    extends: [js.configs.recommended],
    languageOptions: { globals: globals.browser },
  },
  {
    files: typeScript,
    extends: [js.configs.recommended, tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/prefer-readonly': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // A callback that passes on what a void function gives is clear enough.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'no-restricted-syntax': ['error', { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file itself.' }],
    },
  },
  {
    files: ['agent-ui/**/*.tsx'],
    extends: [jsxA11y.flatConfigs.strict, reactHooks.configs.flat['recommended-latest']],
  },
  {
    files: ['agent-ui/src/features/**'],
    // The component tests open the whole page.
    ignores: ['**/*.test.*', 'agent-ui/src/features/*/*/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^\\.\\./(?!\\.\\./(shared|gql)(/|$))',
              message: 'A feature uses itself, shared and gql; features are put together in App.',
            },
          ],
        },
      ],
    },
  },
  {
    // The same from a folder within a feature.
    files: ['agent-ui/src/features/*/*/**'],
    ignores: ['**/*.test.*'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^\\.\\./\\.\\./(?!\\.\\./(shared|gql)(/|$))',
              message: 'A feature uses itself, shared and gql; features are put together in App.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['agent-ui/src/shared/**'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ regex: '/features/|/App$', message: 'Shared code knows no feature.' }] }],
    },
  },
);
