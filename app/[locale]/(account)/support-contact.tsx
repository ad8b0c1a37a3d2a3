import { organisation } from '@/server/organisation/organisation'

/** Whom to ask where no mail can be sent. Nothing, if the organisation has not named anybody. */
export async function SupportContact() {
  const { name, email, phone } = (await organisation()).support
  return (
    (name || email || phone) && (
      <address className="card mt-5 grid gap-1 p-4 leading-relaxed not-italic">
        {name && <span className="font-semibold">{name}</span>}
        {email && (
          <a className="link w-fit" href={`mailto:${email}`}>
            {email}
          </a>
        )}
        {phone && (
          <a className="link w-fit" href={`tel:${phone.replace(/[^+\d]/g, '')}`}>
            {phone}
          </a>
        )}
      </address>
    )
  )
}
