/** 1.234.567 đồng */
export const formatDong = (dong: number): string => `${String(dong).replace(/\B(?=(\d{3})+$)/g, '.')} đồng`
