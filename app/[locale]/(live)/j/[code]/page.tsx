import { redirect } from 'next/navigation'

/** What the QR code holds: the join page with the code filled in. Joining itself is a press of a button, never a mere visit. */
export default async function Page({ params }: PageProps<'/[locale]/j/[code]'>) {
  const { locale, code } = await params
  redirect(`/${locale}/j?${new URLSearchParams({ code: code.replace(/\D/g, '').slice(0, 8) })}`)
}
