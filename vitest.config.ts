import { defineConfig } from 'vitest/config'

const database = { globalSetup: ['tests/support/global-setup.ts'] }
const jsx = { oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } } } as const
const rules = ['src/**/rules/**/*.test.ts', 'src/**/rules/**/*.test.tsx']

/** Files of one worker share what they import: loading it anew for each took a third of the time. No test leaves a module changed. */
const shared = { isolate: false } as const

/** Each project runs alone: `npx vitest run --project unit`. Two workers: the machine that must do has two cores. */
export default defineConfig({
  test: {
    globals: false,
    maxWorkers: 2,
    projects: [
      { ...jsx, test: { name: 'rules', ...shared, include: rules, testTimeout: 20_000 } },
      { ...jsx, test: { name: 'architecture', include: ['tests/*.test.ts'], exclude: ['tests/routes.test.ts'], testTimeout: 20_000 } },
      {
        ...jsx,
        test: {
          name: 'unit',
          ...shared,
          include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'tests/support/*.test.ts', 'tests/schema/*.test.ts'],
          exclude: rules,
          testTimeout: 20_000,
          hookTimeout: 60_000,
          ...database,
        },
      },
      {
        ...jsx,
        test: {
          name: 'journeys',
          ...shared,
          include: ['tests/journeys/**/*.test.ts', 'tests/journeys/**/*.test.tsx'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          ...database,
        },
      },
      {
        ...jsx,
        test: {
          name: 'faults',
          include: ['tests/faults/{kill,clock,counterparties,day-at-counter}.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 200_000,
          ...database,
        },
      },
      {
        ...jsx,
        // Longer ones, of `npm run test:faults` only.
        test: {
          name: 'hardships',
          include: ['tests/faults/{resources,twins}.test.ts', 'tests/faults/fuzz/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 200_000,
          ...database,
        },
      },
      {
        ...jsx,
        test: {
          name: 'startup',
          include: ['tests/startup/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 200_000,
        },
      },
      {
        ...jsx,
        test: {
          name: 'backup',
          include: ['tests/backup/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          ...database,
        },
      },
      {
        ...jsx,
        test: {
          name: 'sweeps',
          ...shared,
          include: ['tests/sweeps/**/*.test.ts', 'tests/routes.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          ...database,
        },
      },
    ],
  },
})
