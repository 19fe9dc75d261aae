import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { root, say } from './install.mjs'
import { runProgram } from './program.mjs'

const tool = (...path) => join(root, 'node_modules', ...path)

export async function runTypes() {
  mkdirSync(tool('.cache', 'tsc'), { recursive: true })
  return judged('types', await runProgram([tool('typescript', 'bin', 'tsc'), '--noEmit']).ended)
}

export async function runLint() {
  return judged('lint', await runProgram([tool('@biomejs', 'biome', 'bin', 'biome'), 'lint', '--error-on-warnings']).ended)
}

const judged = (name, code) => ({ name, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: [], broken: [] })

/** Runs vitest with the arguments and counts from its JSON report; a file that can't even be loaded counts as one failure. */
export async function runVitest(args) {
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-report-'))
  const file = join(folder, 'report.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const code = await runProgram([tool('vitest', 'vitest.mjs'), 'run', ...args, ...reporters]).ended
  try {
    return counted(JSON.parse(readFileSync(file, 'utf8')), code)
  } catch {
    return { name: 'tests', passed: 0, failed: 1, skipped: [], broken: [] }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function counted(result, code) {
  const unloaded = result.testResults.filter((suite) => suite.status === 'failed' && suite.assertionResults.length === 0).length
  const skipped = result.testResults.flatMap((suite) =>
    suite.assertionResults.filter((test) => test.status === 'pending' || test.status === 'skipped').map((test) => test.fullName),
  )
  const failed = result.numFailedTests + unloaded
  return { name: 'tests', passed: result.numPassedTests, failed: code !== 0 && failed === 0 ? 1 : failed, skipped, broken: brokenOf(result.testResults) }
}

/** Each test that failed, with its file and the first lines of why; a file that could not be loaded, with why. */
function brokenOf(suites) {
  return suites.flatMap((suite) => {
    const file = relative(root, suite.name)
    const failed = suite.assertionResults.filter((test) => test.status === 'failed')
    if (failed.length === 0 && suite.status === 'failed') return [told(file, suite.message)]
    return failed.map((test) => told(`${file} > ${test.fullName}`, test.failureMessages.join('\n')))
  })
}

const LINES_OF_WHY = 6
const told = (what, why) => [what, ...(why ?? '').split('\n').slice(0, LINES_OF_WHY)].join('\n    ')

/** Prints the closing line; @returns the exit code. */
export function report(checks) {
  const sum = (field) => checks.reduce((total, check) => total + check[field], 0)
  const skipped = checks.flatMap((check) => check.skipped)
  for (const name of skipped) say(`skipped: ${name}`)
  for (const check of checks) if (check.failed > 0) say(`failed: ${check.name} (${check.failed})`)
  for (const broken of checks.flatMap((check) => check.broken)) say(`  ${broken}`)
  const tail = skipped.length > 0 ? `, ${skipped.length} skipped` : ''
  process.stdout.write(`${sum('passed')} passed, ${sum('failed')} failed${tail}\n`)
  return sum('failed') > 0 || sum('passed') === 0 ? 1 : 0
}
