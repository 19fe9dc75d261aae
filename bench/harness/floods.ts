import { randomBytes } from 'node:crypto'
import { newId } from '../../src/platform/ids.ts'
import { type Answer, type Ask, closedLoop, connectTo, openLoop } from './load.ts'
import { type Filer, PASSWORD } from './people.ts'

const MEGA = 1024 * 1024

/** Log-ins from ever other addresses: right ones, wrong ones, and names that nobody has. */
export function logInsOf(people: readonly Filer[]): () => Ask {
  let next = 0
  return () => {
    const at = next++
    const person = people[at % people.length]
    const [loginName, password] = [
      [person?.username ?? '', PASSWORD],
      [person?.username ?? '', `sai ${at}`],
      [`khongco${at}`, `sai ${at}`],
    ][at % 3] as [string, string]
    return {
      method: 'POST',
      path: '/dang-nhap',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-forwarded-for': `10.${at % 250}.${(at >> 8) % 250}.${at % 251}` },
      body: new URLSearchParams({ loginName, password }).toString(),
    }
  }
}

/** Uploads of photos of 5 MB, which are converted, and of PDFs of 20 MB. */
export async function uploadsOf(people: readonly Filer[]): Promise<() => Ask> {
  const photo = multipart('ảnh.jpg', 'image/jpeg', await noisyPhoto())
  const pdf = multipart('hồ sơ.pdf', 'application/pdf', Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(19 * MEGA), Buffer.from('\nstartxref\n0\n%%EOF\n')]))
  let next = 0
  return () => {
    const at = next++
    const sent = at % 4 === 3 ? pdf : photo
    return {
      method: 'POST',
      path: '/api/v1/files',
      headers: {
        authorization: `Bearer ${people[at % people.length]?.token}`,
        'content-type': `multipart/form-data; boundary=${sent.boundary}`,
        'idempotency-key': newId(),
        'x-forwarded-for': `10.${at % 250}.${(at >> 8) % 250}.${at % 251}`,
      },
      body: sent.body,
    }
  }
}

async function noisyPhoto(): Promise<Buffer> {
  const { default: sharp } = await import('sharp')
  const [width, height] = [2400, 1800]
  const picture = sharp(randomBytes(width * height * 3), { raw: { width, height, channels: 3 } })
  return picture.jpeg({ quality: 88 }).toBuffer()
}

function multipart(filename: string, type: string, bytes: Buffer) {
  const boundary = 'motcua-bench-boundary'
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${filename}"\r\ncontent-type: ${type}\r\n\r\n`
  return { boundary, body: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]) }
}

interface Told {
  good: number
  /** Answered that it is wrong: 401, 422, 429. */
  no: number
  busy: number
  busyInOrder: number
  other: number
  files: string[]
}

/** Floods until it is stopped: at a rate whoever is answered, or with so many clients that never pause. */
export function flooded(url: string, next: () => Ask, how: { perSecond: number } | { clients: number }) {
  const web = connectTo(url, 'clients' in how ? how.clients : 2000)
  const told: Told = { good: 0, no: 0, busy: 0, busyInOrder: 0, other: 0, files: [] }
  let stopped = false
  const one = async () => {
    if (stopped) return true
    try {
      count(told, await web.ask(next()))
    } catch {
      // A connection closed under it: counted, the flood goes on.
      told.other++
    }
    return true
  }
  const burst = async () => {
    while (!stopped) await ('clients' in how ? closedLoop({ clients: how.clients, seconds: 0.5 }, one) : openLoop({ perSecond: how.perSecond, seconds: 0.5 }, one))
  }
  const going = burst()
  return {
    told,
    async stop() {
      stopped = true
      await going
      web.close()
    },
  }
}

function count(told: Told, { status, headers, body }: Answer): void {
  if (status === 503) {
    told.busy++
    if (headers['retry-after'] && /text\/html|problem\+json/.test(String(headers['content-type']))) told.busyInOrder++
  } else if (status === 201 || status === 303) {
    told.good++
    if (status === 201) told.files.push((JSON.parse(body.toString('utf8')) as { id: string }).id)
  } else if (status === 401 || status === 422 || status === 429) told.no++
  else told.other++
}
