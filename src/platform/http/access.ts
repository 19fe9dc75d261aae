/** Who may use a route. Every route declares one; the web layer refuses the rest before the handler runs. */
export type Access =
  | { audience: 'public' }
  | { audience: 'citizen' }
  | { audience: 'officer'; duties?: readonly string[] }
  | { audience: 'admin' }
  | { audience: 'api-public' }
  | { audience: 'api-token' }
  | { audience: 'sandbox' }
  | { audience: 'process' }

export type Audience = Access['audience']

/** Addresses under which an audience's routes must stand; null where any address will do. */
export const prefixOf: Record<Audience, string | null> = {
  public: null,
  citizen: null,
  officer: '/can-bo',
  admin: '/quan-tri',
  'api-public': '/api/v1',
  'api-token': '/api/v1',
  sandbox: '/sandbox',
  process: null,
}

/** Audiences whose pages exist in both languages, at /x and /en/x. */
export const isBilingual = (audience: Audience): boolean => audience === 'public' || audience === 'citizen'
