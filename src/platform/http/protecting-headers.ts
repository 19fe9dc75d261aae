import helmet from '@fastify/helmet'
import fastify from 'fastify'

/** The headers that tell browsers what a page of ours may do: the same for every answer, so Helmet is asked for them once. */
export async function protectingHeaders({ secure }: { secure: boolean }): Promise<Readonly<Record<string, string>>> {
  const asked = fastify()
  await asked.register(helmet, {
    global: true,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        frameSrc: ["'self'"],
        objectSrc: ["'none'"],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'self'"],
        ...(secure ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    hsts: secure ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'same-origin' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'sameorigin' },
  })
  const plain = new Set(Object.keys((await fastify().inject('/')).headers))
  const { headers } = await asked.inject('/')
  return Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (plain.has(name) ? [] : [[name, String(value)] as const])))
}
