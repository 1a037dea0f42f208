import js from '@eslint/js';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist/', 'coverage/', '**/generated/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      // A module of Nest is a class that holds nothing but its decorator.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // `() => close()` is how a callback says that it wants no result.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // Index access is checked (`noUncheckedIndexedAccess`): `!` says that the index is known to be in range.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Most objects are closures, whose methods know no `this` and may be taken out of them.
      '@typescript-eslint/unbound-method': 'off',
      // A port may promise what its in-memory implementation has at once.
      '@typescript-eslint/require-await': 'off',
      // A type parameter that is used once still names what a function returns: `query<Row>()`.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
    },
  },
  {
    files: ['apps/api/**/*.ts'],
    rules: {
      // A GraphQL type is a class for its decorators only; resolvers return plain objects of that shape.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
    },
  },
  {
    files: ['**/*.spec.ts', 'test/**/*.ts'],
    rules: {
      // Jest's asymmetric matchers are typed `any`.
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: { globals: { console: 'readonly', process: 'readonly', URL: 'readonly' } },
  },
  {
    // A Node that is too old must get as far as being told so.
    files: ['apps/launcher/{start,run,test,require-node}.mjs'],
    languageOptions: { ecmaVersion: 2020 },
    rules: {
      'no-restricted-syntax': ['error', 'ChainExpression', "LogicalExpression[operator='??']"],
      'no-restricted-imports': ['error', { patterns: ['node:*'] }],
    },
  },
);
