import { redirect } from 'next/navigation'

/** The address in the QR code. It only fills the code in: joining takes a press of a button, never a mere visit. */
export default async function Page({ params, searchParams }: PageProps<'/[locale]/j/[code]'>) {
  const { locale, code } = await params
  const { k } = await searchParams
  redirect(`/${locale}/j?${new URLSearchParams({ code: code.replace(/\D/g, '').slice(0, 8), ...(typeof k === 'string' && { k }) })}`)
}
