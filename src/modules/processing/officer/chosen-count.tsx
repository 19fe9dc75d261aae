import { ScriptButton } from '../../../ui/index.ts'

/** How many rows are chosen, and a button for all: both of the script that counts (behaviours/choosing.ts). */
export const ChosenCount = () => (
  <>
    <span data-chosen-count role="status" class="govuk-body-s mc-with-script">
      Chưa chọn hồ sơ nào.
    </span>
    <ScriptButton data-choose-all>Chọn cả trang</ScriptButton>
  </>
)
