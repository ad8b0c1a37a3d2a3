'use client'
import { useTranslations } from 'use-intl'
import type { SessionPlan } from '@/scenarios/engine/live/schema'
import type { Difficulty } from '@/scenarios/engine/live/difficulty'
import { type Drawn, SituationPicture } from '../../ui/situation-picture'
import { Minutes } from './minutes'

export interface PrepareFormProps {
  action: string
  scenarios: OfferedScenario[]
  askPassword: boolean
  errors: Record<string, string>
  values: Record<string, string>
}

export interface OfferedScenario {
  id: string
  title: string
  summary: string
  drawn: Drawn
  /** What happens, and in which sectors. */
  line: string
  /** Who the learner is, in a few words and as the room reads it first. */
  role: string
  you: string
  minutes: number
  /** Whether there is an approach and a genuine contact to choose from. */
  both: boolean
  /** Null for a tutorial. */
  difficulty: Difficulty | null
  /** Where one can play it alone first. */
  page: string
}

const DEFAULTS: Partial<Record<keyof SessionPlan, string>> = {
  variant: 'draw',
  size: '20',
  audience: 'phones',
  names: 'anonymous',
  whys: 'on',
  reporting: 'on',
  rehearsal: '0',
}
const DEFAULT_MINUTES = 45
const CHOICES = {
  variant: ['draw', 'hostile', 'genuine'],
  audience: ['phones', 'tables', 'hands'],
  names: ['anonymous', 'nicknames'],
  whys: ['on', 'off'],
  reporting: ['on', 'off'],
} as const

export function PrepareForm({ action, scenarios, askPassword, errors, values }: PrepareFormProps) {
  const t = useTranslations('livePrepare')
  const value = (name: keyof SessionPlan) => values[name] ?? DEFAULTS[name]
  return (
    <form method="post" action={action} className="mt-4 space-y-7">
      <Field name="name" maxLength={80} defaultValue={value('name')} autoComplete="off" />
      <Group name="scenario" error={errors.scenario}>
        <div className="grid gap-2.5 sm:grid-cols-2">
          {scenarios.map((scenario) => (
            <Offered key={scenario.id} scenario={scenario} chosen={value('scenario') === scenario.id} />
          ))}
        </div>
      </Group>
      <Radios name="variant" chosen={value('variant')} />
      <Group name="minutes">
        <Minutes first={Number(value('minutes')) || DEFAULT_MINUTES} />
      </Group>
      <Field name="size" type="number" min={1} max={5000} required defaultValue={value('size')} />
      <Radios name="audience" chosen={value('audience')} />
      <Radios name="names" chosen={value('names')} />
      <Radios name="whys" chosen={value('whys')} />
      <Radios name="reporting" chosen={value('reporting')} />
      <Field name="rehearsal" type="number" min={0} max={200} required defaultValue={value('rehearsal')} />
      {askPassword && <Field name="password" type="password" required autoComplete="current-password" error={errors.password} />}
      <button type="submit" className="btn btn-primary min-h-12 px-6">
        {t('open')}
      </button>
    </form>
  )
}

/** The preview is beside the label, because a link within it would choose. */
function Offered({ scenario, chosen }: { scenario: OfferedScenario; chosen: boolean }) {
  const t = useTranslations('livePrepare')
  const { id, title, summary, drawn, line, role, you, minutes, both, difficulty, page } = scenario
  return (
    <div className="flex flex-col">
      <label className="choice grow">
        <input type="radio" name="scenario" value={id} required defaultChecked={chosen} />
        <span className="min-w-0 flex-1">
          <SituationPicture of={drawn} className="float-end ms-3 mb-1 h-13 w-18 rounded-lg" />
          <span className="font-semibold">{title}</span> <span className="text-small text-ink-2">{id}</span>
          <span className="block text-small text-ink-2">{line}</span>
          <span className="mt-1 block text-note text-ink-2">{summary}</span>
          <span className="mt-1 block text-small">{role}</span>
          {difficulty && <span className="block text-small">{t(`difficulty.${difficulty.level}`, { ...difficulty })}</span>}
          <span className="mt-1 block text-fine text-ink-2">
            {t('alone', { minutes })}
            {!both && ` ${t('oneVariant')}`}
          </span>
        </span>
      </label>
      <details className="px-4 pb-1">
        <summary className="link inline-flex min-h-11 w-fit items-center text-small">
          {t('preview')}
          <span className="sr-only">: {title}</span>
        </summary>
        <p className="text-note leading-normal">{you}</p>
        <a className="link mt-1 inline-flex min-h-11 items-center text-small" href={page} target="_blank" rel="noopener">
          {t('playAlone')}
          <span className="sr-only">: {title}</span>
        </a>
      </details>
    </div>
  )
}

interface FieldProps extends React.ComponentProps<'input'> {
  name: 'name' | 'size' | 'rehearsal' | 'password'
  error?: string | undefined
}
function Field({ name, error, ...input }: FieldProps) {
  const t = useTranslations('livePrepare')
  const id = `prepare-${name}`
  return (
    <div>
      <label htmlFor={id} className="font-semibold">
        {t(`${name}.label`)}
      </label>
      <p id={`${id}-hint`} className="text-note leading-normal text-ink-2">
        {t(`${name}.hint`)}
      </p>
      <input
        {...{ id, name }}
        aria-invalid={error ? true : undefined}
        aria-describedby={`${id}-hint${error ? ` ${id}-error` : ''}`}
        className={`mt-2 block min-h-11 rounded-lg border border-control bg-surface px-3 ${input.type === 'number' ? 'w-32 tabular-nums' : 'w-full max-w-100'}`}
        {...input}
      />
      {error && <Wrong name={name} text={error} />}
    </div>
  )
}

const Wrong = ({ name, text }: { name: string; text: string }) => (
  <p id={`prepare-${name}-error`} className="mt-1.5 font-medium text-risk">
    {text}
  </p>
)

function Group({
  name,
  error,
  children,
}: {
  name: 'scenario' | 'minutes' | keyof typeof CHOICES
  error?: string
  children: React.ReactNode
}) {
  const t = useTranslations('livePrepare')
  return (
    <fieldset aria-describedby={`prepare-${name}-hint${error ? ` prepare-${name}-error` : ''}`}>
      <legend className="font-semibold">{t(`${name}.label`)}</legend>
      <p id={`prepare-${name}-hint`} className="mb-2 text-note leading-normal text-ink-2">
        {t(`${name}.hint`)}
      </p>
      {error && <Wrong name={name} text={error} />}
      {children}
    </fieldset>
  )
}

function Radios({ name, chosen }: { name: keyof typeof CHOICES; chosen?: string }) {
  const t = useTranslations('livePrepare')
  return (
    <Group name={name}>
      <div className="grid gap-2">
        {CHOICES[name].map((option) => (
          <label key={option} className="choice">
            <input type="radio" name={name} value={option} required defaultChecked={chosen === option} />
            <span>
              {t(`${name}.${option}`)}
              <span className="block text-small text-ink-2">{t(`${name}.${option}Why`)}</span>
            </span>
          </label>
        ))}
      </div>
    </Group>
  )
}
