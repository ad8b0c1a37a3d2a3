import type { ContactQuiz } from '@/scenarios/engine/course/contact-quiz'
import type { CourseTexts } from './words'

export interface ContactView {
  name: string
  place: string
  phone: string
  email: string
  hours: string
}
interface Labels extends CourseTexts {
  phone: string
  email: string
}

export const ContactCards = ({ t, phone, email, list }: Labels & { list: readonly ContactView[] }) => (
  <ul aria-label={t('whom.yours')} className="mt-5 grid gap-3 sm:grid-cols-2">
    {list.map((contact, i) => (
      <li key={i} className="card p-5">
        {contact.place && <p className="eyebrow">{t('whom.place', { place: contact.place })}</p>}
        <p className="text-h3 wrap-anywhere">{contact.name}</p>
        {contact.phone && (
          <p className="mt-1.5 tabular-nums">
            <span className="text-ink-2">{phone}: </span>
            {contact.phone}
          </p>
        )}
        {contact.email && (
          <p className="mt-1 wrap-anywhere">
            <span className="text-ink-2">{email}: </span>
            {contact.email}
          </p>
        )}
        {contact.hours && <p className="mt-1 text-note text-ink-2">{t('whom.hours', { hours: contact.hours })}</p>}
      </li>
    ))}
  </ul>
)

export const WhichContact = ({ t, list, chosen }: CourseTexts & { list: readonly ContactView[]; chosen: number }) => (
  <fieldset className="mb-5">
    <legend className="font-semibold">{t('whom.choose')}</legend>
    <div className="mt-2 grid gap-2">
      {list.map(({ name, place }, i) => (
        <Choice key={i} name="contact" value={String(i)} label={place ? `${name} · ${place}` : name} checked={i === chosen} />
      ))}
    </div>
  </fieldset>
)

/** Its fields are `name`, and `number` if there is one. @param place of the contact, if there are several */
export const ContactQuestion = ({ t, quiz: { names, kind, numbers }, place }: CourseTexts & { quiz: ContactQuiz; place: string }) => (
  <>
    <fieldset>
      <legend className="text-h3">
        {t('whom.question')}
        {place && <span className="font-normal text-ink-2"> {t('whom.place', { place })}</span>}
      </legend>
      <div className="mt-2 grid gap-2">
        {names.map((name) => (
          <Choice key={name} name="name" value={name} label={name} />
        ))}
      </div>
    </fieldset>
    {kind && (
      <fieldset>
        <legend className="text-h3">{t(`whom.number.${kind}`)}</legend>
        <div className="mt-2 grid gap-2 sm:grid-cols-2">
          {numbers.map((number) => (
            <Choice key={number} name="number" value={number} label={number} />
          ))}
        </div>
      </fieldset>
    )}
  </>
)

const Choice = ({ name, value, label, checked }: { name: string; value: string; label: string; checked?: boolean }) => (
  <label className="choice">
    <input type="radio" name={name} value={value} required defaultChecked={checked} />
    <span className="min-w-0 wrap-anywhere tabular-nums">{label}</span>
  </label>
)
