import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { translator } from '@/server/locales'

export async function generateMetadata({ params }: PageProps<'/[locale]/[...rest]'>): Promise<Metadata> {
  return { title: translator((await params).locale, 'error')('notFound') }
}

/** Every address that leads nowhere, answered in the product's voice. */
export default function Page(): never {
  notFound()
}
