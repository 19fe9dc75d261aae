import type { What } from '../tables.ts'

export const PAPERS = '/can-bo/ho-so-giay'
export const BATCHES = '/can-bo/ban-giao'
export const NEW_BATCH = `${BATCHES}/moi`
export const paperAddress = (code: string): string => `/can-bo/ho-so/${code}/ho-so-giay`
export const batchAddress = (id: string): string => `${BATCHES}/${id}`

export const WHAT_NAMES: Readonly<Record<What, string>> = { file: 'Hồ sơ giấy', result: 'Kết quả bản giấy' }
export const whatOf = (typed: string | undefined): What => (typed === 'ket-qua' ? 'result' : 'file')
export const whatInAddress = (what: What): string => (what === 'result' ? 'ket-qua' : 'ho-so')
