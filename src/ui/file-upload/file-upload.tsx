import { type ControlProps, classes, Field } from '../field/field.tsx'

export interface FileUploadProps extends ControlProps {
  /** `.pdf,.jpg,.jpeg,.png`: a hint to the browser; the server looks at the content. */
  accept?: string
  multiple?: boolean
  /** Lets a phone take the photo itself. */
  capture?: 'environment' | 'user'
}

/** A file from the device. */
export function FileUpload(props: FileUploadProps) {
  const { name, id = name } = props
  return (
    <Field {...props} id={id}>
      {(wiring) => (
        <input
          {...wiring}
          class={classes('govuk-file-upload', props.error && 'govuk-file-upload--error')}
          name={name}
          type="file"
          accept={props.accept}
          multiple={props.multiple}
          capture={props.capture}
          disabled={props.disabled}
        />
      )}
    </Field>
  )
}
