const BOX =
  'mt-1.5 block w-full rounded-xl border border-control bg-surface px-3.5 py-2.5 text-base leading-6 aria-[invalid=true]:border-signal'

interface FieldTexts {
  name: string
  label: string
  hint?: string
  error?: string
}
interface LabelledProps extends FieldTexts {
  children: (props: {
    id: string
    name: string
    className: string
    'aria-describedby'?: string
    'aria-invalid'?: boolean
  }) => React.ReactNode
}

function Labelled({ name, label, hint, error, children }: LabelledProps) {
  const id = `field-${name}`
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div>
      <label htmlFor={id} className="text-note font-medium">
        {label}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="text-small leading-normal text-ink-2">
          {hint}
        </p>
      )}
      {children({
        id,
        name,
        className: BOX,
        ...(describedBy && { 'aria-describedby': describedBy }),
        ...(error && { 'aria-invalid': true }),
      })}
      {error && (
        <p id={`${id}-error`} className="mt-1.5 text-small leading-normal text-signal">
          {error}
        </p>
      )}
    </div>
  )
}

export const TextField = ({
  name,
  label,
  hint,
  error,
  ...input
}: FieldTexts & Omit<React.ComponentProps<'input'>, 'name' | 'id' | 'className'>) => (
  <Labelled {...{ name, label, hint, error }}>{(props) => <input {...input} {...props} />}</Labelled>
)
export const TextArea = ({
  name,
  label,
  hint,
  error,
  ...area
}: FieldTexts & Omit<React.ComponentProps<'textarea'>, 'name' | 'id' | 'className'>) => (
  <Labelled {...{ name, label, hint, error }}>{(props) => <textarea rows={5} {...area} {...props} />}</Labelled>
)
export const SelectField = ({
  name,
  label,
  hint,
  error,
  children,
  ...select
}: FieldTexts & Omit<React.ComponentProps<'select'>, 'name' | 'id' | 'className'>) => (
  <Labelled {...{ name, label, hint, error }}>
    {(props) => (
      <select {...select} {...props}>
        {children}
      </select>
    )}
  </Labelled>
)

export function Choices({
  name,
  legend,
  hint,
  value,
  options,
}: {
  name: string
  legend: string
  hint?: string
  value: string
  options: readonly { value: string; label: string; text?: string }[]
}) {
  return (
    <fieldset id={`field-${name}`}>
      <legend className="text-note font-medium">{legend}</legend>
      {hint && <p className="text-small leading-normal text-ink-2">{hint}</p>}
      <div className="mt-1.5 grid gap-2">
        {options.map((option) => (
          <label key={option.value} className="choice">
            <input type="radio" name={name} value={option.value} defaultChecked={option.value === value} />
            <span>
              <span className="block font-medium">{option.label}</span>
              {option.text && <span className="block text-note text-ink-2">{option.text}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

export function Tick({
  name,
  value = 'on',
  label,
  text,
  checked,
}: {
  name: string
  value?: string
  label: string
  text?: string
  checked?: boolean
}) {
  return (
    <label className="choice">
      <input type="checkbox" name={name} value={value} defaultChecked={checked} />
      <span>
        <span className="block font-medium">{label}</span>
        {text && <span className="block text-note text-ink-2">{text}</span>}
      </span>
    </label>
  )
}

export const Submit = ({ look = 'btn-primary', children }: { look?: string; children: React.ReactNode }) => (
  <button type="submit" className={`btn ${look}`}>
    {children}
  </button>
)

const TONES = {
  done: 'border-line bg-accent-soft text-ink',
  info: 'border-line-2 bg-surface text-ink',
  problem: 'border-signal-line bg-signal-soft text-signal',
} as const
export function Notice({ tone, children }: { tone: keyof typeof TONES; children: React.ReactNode }) {
  return (
    <p role="status" className={`mt-5 rounded-xl border px-4 py-3 leading-normal ${TONES[tone]}`}>
      {children}
    </p>
  )
}
