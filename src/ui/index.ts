export { behaviourWords } from './behaviour-words.ts'
export type { LiveFact } from './behaviours/parts/live-facts.ts'
export { BackLink } from './back-link/back-link.tsx'
export { Breadcrumbs, type BreadcrumbsProps } from './breadcrumbs/breadcrumbs.tsx'
export { Button, ButtonGroup, type ButtonProps } from './button/button.tsx'
export { Card, type CardProps } from './card/card.tsx'
export { Checkboxes, type CheckboxesProps } from './checkboxes/checkboxes.tsx'
export { DateInput, type DateInputProps, type DateValue } from './date-input/date-input.tsx'
export { Details, type DetailsProps } from './details/details.tsx'
export { ErrorSummary, type ErrorSummaryProps, type SummaryError } from './error-summary/error-summary.tsx'
export {
  type ControlProps,
  ErrorMessage,
  Field,
  type FieldProps,
  Fieldset,
  type FieldsetProps,
  Hint,
  Question,
} from './field/field.tsx'
export { FileUpload, type FileUploadProps } from './file-upload/file-upload.tsx'
export { FormKeys } from './form-keys/form-keys.tsx'
export { Icon, type IconName, iconNames, Mark } from './icon/icon.tsx'
export { InsetText } from './inset-text/inset-text.tsx'
export { keptMarkup } from './kept.tsx'
export { Keypad, type KeypadProps } from './keypad/keypad.tsx'
export { renderIn, useLang } from './lang.ts'
export { ActionBar, ActionRefused, Grid, LegalText, Split, VisuallyHidden } from './layout/layout.tsx'
export { formatMoney, Money } from './money/money.tsx'
export { NotificationBanner, type NotificationBannerProps } from './notification-banner/notification-banner.tsx'
export { Pagination, type PaginationProps } from './pagination/pagination.tsx'
export { Panel, type PanelProps } from './panel/panel.tsx'
export { Progress } from './progress/progress.tsx'
export type { ChoiceItem } from './radios/choices.tsx'
export { Radios, type RadiosProps } from './radios/radios.tsx'
export { Raw, type TrustedHtml, trustedHtml } from './raw.tsx'
export { safeHref } from './safe-href.ts'
export { CardCamera, ScriptButton, type ScriptButtonProps } from './script-button/script-button.tsx'
export { SearchBox, type SearchBoxProps } from './search-box/search-box.tsx'
export { type KeptItems, keptItems, placeOfOptions, Select, type SelectItem, type SelectProps, writtenOptions } from './select/select.tsx'
export { Spoken, spoken } from './spoken.tsx'
export { Steps, type StepsProps } from './steps/steps.tsx'
export {
  SummaryList,
  type SummaryAction,
  type SummaryListProps,
  type SummaryRow,
} from './summary-list/summary-list.tsx'
export { type Cell, type HeadCell, Table, type TableProps } from './table/table.tsx'
export { Tabs, type TabsProps } from './tabs/tabs.tsx'
export { Tag, type TagProps } from './tag/tag.tsx'
export { Textarea, type TextareaProps } from './textarea/textarea.tsx'
export { TextInput, type TextInputProps } from './text-input/text-input.tsx'
export { TimeLeft, type Urgency } from './time-left/time-left.tsx'
export { Timeline, type TimelineItem } from './timeline/timeline.tsx'
export { WarningText } from './warning-text/warning-text.tsx'
