export { type Newborn, type NumberAnswer, type PopulationDatabase, type PopulationOptions, populationDatabase } from './population-database.ts'
export { type PopulationMode, type PopulationSimulatorDeps, startPopulationSimulator } from './simulator.ts'
