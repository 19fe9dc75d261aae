import type { FastifyRequest } from 'fastify'
import { RefusalError } from './refusal-error.ts'

export interface RoomLimits {
  /** Requests under way in this process, each with its wait for the database. */
  requests: number
  /** Bytes of uploads under way, as announced. */
  uploadBytes: number
}

/**
 * At several hundred requests a second the last of so many waits about half a second. More would only make all of them wait
 * longer; uploads have their own room, so that slow lines do not take up the others'.
 */
export const ROOM: RoomLimits = { requests: 300, uploadBytes: 400 * 1024 * 1024 }
const RETRY_SECONDS = 5
/** An upload takes at least so much, and so much when it does not say how long it is. */
const LEAST_UPLOAD = 1024 * 1024
const UNTOLD_UPLOAD = 20 * 1024 * 1024

export interface Room {
  /**
   * @returns to be called once when the request is done
   * @throws RefusalError `busy` when there is no room left: nothing of the body was read.
   */
  enter(request: FastifyRequest, isUpload: boolean): () => void
}

/** How much a process takes on at once; the rest is told at once to come again. */
export function createRoom(limits: RoomLimits = ROOM): Room {
  let requests = 0
  let uploadBytes = 0
  return {
    enter(request, isUpload) {
      if (!isUpload) {
        if (requests >= limits.requests) throw busy()
        requests++
        return () => void requests--
      }
      const told = Number(request.headers['content-length'] ?? UNTOLD_UPLOAD)
      const bytes = Math.max(LEAST_UPLOAD, Number.isFinite(told) ? told : UNTOLD_UPLOAD)
      if (uploadBytes > 0 && uploadBytes + bytes > limits.uploadBytes) throw busy()
      uploadBytes += bytes
      return () => {
        uploadBytes -= bytes
      }
    },
  }
}

const busy = () => new RefusalError({ code: 'busy', params: { seconds: RETRY_SECONDS } })
