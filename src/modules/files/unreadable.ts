/** A picture that can't be decoded to its end. */
export class UnreadablePictureError extends Error {
  override name = 'UnreadablePictureError'
}
