// `npm run dev`: builds, runs, and does both again after each change of a source.
import { watch } from 'node:fs'
import { join } from 'node:path'
import { ensureBuilt } from './build.mjs'
import { checkNode, ensureInstalled, root, say } from './install.mjs'
import { programFlags, runProgram } from './program.mjs'

const SETTLE_MS = 150

checkNode()
await ensureInstalled({ tools: true })

let running = null
let timer = null
let stopping = false

async function restart() {
  try {
    const changed = await ensureBuilt()
    if (running && !changed) return
  } catch (error) {
    say(`Chưa dựng được: ${error.message}`)
    return
  }
  if (running) {
    running.child.kill('SIGTERM')
    await running.ended
  }
  if (stopping) return
  const started = runProgram([...programFlags, '--enable-source-maps', 'dist/main.js'])
  running = started
  started.ended.then((code) => {
    if (running === started) running = null
    if (stopping) process.exit(code)
  })
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    stopping = true
    if (!running) process.exit(0)
  })
}

let queue = restart()
for (const folder of ['src', 'migrations', 'content', 'procedures']) {
  try {
    watch(join(root, folder), { recursive: true }, () => {
      clearTimeout(timer)
      timer = setTimeout(() => (queue = queue.then(restart)), SETTLE_MS)
    })
  } catch {
    say(`Thư mục ${folder} chưa có nên không được theo dõi.`)
  }
}
