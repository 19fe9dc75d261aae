import { randomToken } from '../../platform/ids.ts'

/** What every posted form carries: the session's proof, and a fresh key so that sending twice does it once. */
export const FormKeys = ({ csrf }: { csrf: string | null }) => (
  <>
    {csrf ? <input type="hidden" name="_csrf" value={csrf} /> : null}
    <input type="hidden" name="_key" value={randomToken(18)} />
  </>
)
