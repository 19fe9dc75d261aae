import { createSealer } from '../../platform/seal.ts'
import { localFileStore, receiveBytes } from './index.ts'

/** Stores files without end in the folder given and writes a line for each that is acknowledged; the test kills it. */
const [folder = '', key = ''] = process.argv.slice(2)
const secret = Buffer.from(key, 'hex')
const sealer = createSealer({ dataKeys: [{ id: 1, key: secret }], currentId: 1, indexKey: secret })
const receive = receiveBytes({ sealer, store: localFileStore(folder) })

for (let n = 0; ; n++) {
  const body = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(40_000, n % 251), Buffer.from('startxref')])
  const file = await receive(body, 'x.pdf')
  process.stdout.write(`${file.blobKey} ${file.fileId} ${file.sealedKey.toString('hex')} ${file.sha256.toString('hex')}\n`)
}
