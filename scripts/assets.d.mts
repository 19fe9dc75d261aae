export function buildAssets(root: string, outdir: string): Promise<void>
