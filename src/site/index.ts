export type { Deployment, SimulatedParty } from './deployment.ts'
export type { FrameInput, NavSection } from './frames/frame.ts'
export { createFrame, type FrameDeps, renderFrame } from './frames/render-frame.tsx'
