import type { Example } from './example.ts'
import { examples as backLink } from './back-link/examples.tsx'
import { examples as breadcrumbs } from './breadcrumbs/examples.tsx'
import { examples as button } from './button/examples.tsx'
import { examples as card } from './card/examples.tsx'
import { examples as checkboxes } from './checkboxes/examples.tsx'
import { examples as dateInput } from './date-input/examples.tsx'
import { examples as details } from './details/examples.tsx'
import { examples as errorSummary } from './error-summary/examples.tsx'
import { examples as field } from './field/examples.tsx'
import { examples as fileUpload } from './file-upload/examples.tsx'
import { examples as formKeys } from './form-keys/examples.tsx'
import { examples as icon } from './icon/examples.tsx'
import { examples as insetText } from './inset-text/examples.tsx'
import { examples as keypad } from './keypad/examples.tsx'
import { examples as layout } from './layout/examples.tsx'
import { examples as money } from './money/examples.tsx'
import { examples as notificationBanner } from './notification-banner/examples.tsx'
import { examples as pagination } from './pagination/examples.tsx'
import { examples as panel } from './panel/examples.tsx'
import { examples as progress } from './progress/examples.tsx'
import { examples as radios } from './radios/examples.tsx'
import { examples as scriptButton } from './script-button/examples.tsx'
import { examples as searchBox } from './search-box/examples.tsx'
import { examples as select } from './select/examples.tsx'
import { examples as steps } from './steps/examples.tsx'
import { examples as summaryList } from './summary-list/examples.tsx'
import { examples as table } from './table/examples.tsx'
import { examples as tabs } from './tabs/examples.tsx'
import { examples as tag } from './tag/examples.tsx'
import { examples as textInput } from './text-input/examples.tsx'
import { examples as textarea } from './textarea/examples.tsx'
import { examples as timeLeft } from './time-left/examples.tsx'
import { examples as timeline } from './timeline/examples.tsx'
import { examples as warningText } from './warning-text/examples.tsx'

/** Every component's examples, by folder. */
export const gallery: Readonly<Record<string, readonly Example[]>> = {
  'back-link': backLink,
  breadcrumbs,
  button,
  card,
  checkboxes,
  'date-input': dateInput,
  details,
  'error-summary': errorSummary,
  field,
  'file-upload': fileUpload,
  'form-keys': formKeys,
  icon,
  'inset-text': insetText,
  keypad,
  layout,
  money,
  'notification-banner': notificationBanner,
  pagination,
  panel,
  progress,
  radios,
  'script-button': scriptButton,
  'search-box': searchBox,
  select,
  steps,
  'summary-list': summaryList,
  table,
  tabs,
  tag,
  'text-input': textInput,
  textarea,
  'time-left': timeLeft,
  timeline,
  'warning-text': warningText,
}
