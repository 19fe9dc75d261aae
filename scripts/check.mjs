// `npm run check`: the fast part of the tests: types, lint, architecture, pure rules.
import { report, runLint, runTypes, runVitest } from './steps.mjs'
import { checkNode, ensureInstalled } from './install.mjs'

checkNode()
await ensureInstalled({ tools: true })
const checks = await Promise.all([runTypes(), runLint()])
checks.push(await runVitest(['--project', 'architecture', '--project', 'rules']))
process.exitCode = report(checks)
