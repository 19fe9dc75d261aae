import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createSealer } from '../../platform/seal.ts'
import { localFileStore } from './local-file-store.ts'
import { readAll } from './open.ts'
import { keyContext } from './receive.ts'
import { openStream } from './sealed-stream.ts'

it('kill -9 in the middle of uploads loses no file that was acknowledged', { timeout: 60_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'files-kill-'))
  const secret = randomBytes(32)
  const sealer = createSealer({ dataKeys: [{ id: 1, key: secret }], currentId: 1, indexKey: secret })
  const store = localFileStore(folder)
  const acknowledged: string[] = []
  for (let time = 0; time < 3; time++) acknowledged.push(...(await uploadUntilKilled(folder, secret)))
  expect(acknowledged.length).toBeGreaterThan(20)
  for (const line of acknowledged) {
    const [blobKey = '', fileId = '', sealedKey = '', sha256] = line.split(' ')
    const key = sealer.open(keyContext(fileId), Buffer.from(sealedKey, 'hex'))
    const clear = await readAll((await store.get(blobKey)).pipe(openStream(key, fileId)))
    expect(createHash('sha256').update(clear).digest('hex')).toBe(sha256)
  }
  await store.clearUnfinished(0)
  await rm(folder, { recursive: true })
})

function uploadUntilKilled(folder: string, secret: Buffer): Promise<string[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'uploader.fixture.ts'), folder, secret.toString('hex')])
  let out = ''
  child.stdout.on('data', (part: Buffer) => {
    out += part.toString()
    if (out.split('\n').length > 15 + Math.random() * 15) child.kill('SIGKILL')
  })
  let problem = ''
  child.stderr.on('data', (part: Buffer) => {
    problem += part.toString()
  })
  return new Promise((resolve, reject) => {
    child.on('close', (_code, signal) => (signal === 'SIGKILL' ? resolve(out.split('\n').slice(0, -1)) : reject(new Error(problem))))
  })
}
