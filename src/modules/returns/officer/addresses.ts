export const RETURNS = '/can-bo/tra-ket-qua'
export const RECEIVER = `${RETURNS}/nguoi-nhan`
export const handingAddress = (id: string): string => `${RETURNS}/lan/${id}`
