// `npm test`: everything. `npm test -- unit journeys` runs only the parts named.
import { ensureBuilt } from './build.mjs'
import { checkNode, ensureInstalled } from './install.mjs'
import { report, runLint, runTypes, runVitest } from './steps.mjs'

const PARTS = {
  types: runTypes,
  lint: runLint,
  unit: () => runVitest(['--project', 'unit', '--project', 'rules', '--project', 'architecture']),
  journeys: () => runVitest(['--project', 'journeys', '--passWithNoTests']),
  faults: () => runVitest(['--project', 'faults', '--project', 'startup', '--project', 'backup']),
  sweeps: () => runVitest(['--project', 'sweeps']),
}

checkNode()
await ensureInstalled({ tools: true })
const asked = process.argv.slice(2).filter((name) => name in PARTS)
const names = asked.length > 0 ? asked : Object.keys(PARTS)
await ensureBuilt()
const checks = []
for (const name of names) checks.push(await PARTS[name]())
process.exitCode = report(checks)
