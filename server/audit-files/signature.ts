import 'server-only'
import { createHash } from 'node:crypto'
import { ObjectIdentifier, OctetString, Sequence } from 'asn1js'
import {
  Attribute,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from 'pkijs'
import type { Signer } from './keys'

/** A detached PAdES signature (baseline B): signs everything in the file but itself, and also which certificate signs. */
const DATA = '1.2.840.113549.1.7.1'
const SIGNED_DATA = '1.2.840.113549.1.7.2'
const CONTENT_TYPE = '1.2.840.113549.1.9.3'
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4'
const SIGNING_CERTIFICATE = '1.2.840.113549.1.9.16.2.47'

const ROOM = 8_192
/** A placeholder for the range of signed bytes, until we know it. */
const UNKNOWN = 9_999_999_999

/** The part of pdfkit's document that holds forms: a signature is the value of a field. */
interface FormDocument extends PDFKit.PDFDocument {
  _root: { data: { AcroForm: { data: { Fields: unknown[]; NeedAppearances: boolean; SigFlags: number } } } }
  page: PDFKit.PDFPage & { annotations: unknown[]; dictionary: unknown }
}

export function leaveRoom(document: PDFKit.PDFDocument, { name, reason, at }: { name: string; reason: string; at: number }): void {
  const forms = document as FormDocument
  // biome-ignore format: one line for each entry
  const signature = document.ref({
    Type: 'Sig',
    Filter: 'Adobe.PPKLite',
    SubFilter: 'ETSI.CAdES.detached',
    ByteRange: [0, UNKNOWN, UNKNOWN, UNKNOWN],
    Contents: Buffer.alloc(ROOM),
    M: new Date(at),
    // pdfkit takes only String objects as texts, and plain strings as names.
    Name: new String(name),
    Reason: new String(reason),
  })
  document.initForm()
  const form = forms._root.data.AcroForm.data
  // Says that there are signatures, so that a change has to be appended to the file.
  Object.assign(form, { NeedAppearances: false, SigFlags: 3 })
  // The field is invisible, because the page already says what it says.
  document.annotate(0, 0, 0, 0, {
    Subtype: 'Widget',
    FT: 'Sig',
    T: new String('Signature'),
    V: signature,
    F: 132,
    P: forms.page.dictionary,
  } as PDFKit.Mixins.AnnotationOption)
  form.Fields.push(forms.page.annotations.at(-1))
  signature.end(undefined)
}

export async function signPdf(file: Buffer, signer: Signer): Promise<Buffer> {
  const empty = `<${'00'.repeat(ROOM)}>`
  const [from, until] = [file.indexOf(empty), file.indexOf(empty) + empty.length]
  const unknown = `[0 ${UNKNOWN} ${UNKNOWN} ${UNKNOWN}]`
  const range = file.indexOf(unknown)
  if (from < 0 || range < 0) throw new Error('There is no room for a signature in this file')
  const signed = Buffer.from(file)
  signed.write(`[0 ${from} ${until} ${file.length - until}`.padEnd(unknown.length - 1), range, 'latin1')
  const cms = await cmsOf(Buffer.concat([signed.subarray(0, from), signed.subarray(until)]), signer)
  if (cms.length > ROOM) throw new Error(`The signature takes ${cms.length} bytes, and there is room for ${ROOM}`)
  signed.write(cms.toString('hex'), from + 1, 'latin1')
  return signed
}

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest()
const octets = (bytes: Uint8Array): OctetString => new OctetString({ valueHex: new Uint8Array(bytes).buffer })

async function cmsOf(bytes: Buffer, { certificate, key }: Signer): Promise<Buffer> {
  const own = sha256(new Uint8Array(certificate.toSchema(true).toBER()))
  const list = (value: OctetString | Sequence) => new Sequence({ value: [value] })
  const attribute = (type: string, value: unknown) => new Attribute({ type, values: [value] })
  const signed = new SignedData({
    version: 1,
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: DATA }),
    certificates: [certificate],
    signerInfos: [
      new SignerInfo({
        version: 1,
        sid: new IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
        signedAttrs: new SignedAndUnsignedAttributes({
          type: 0,
          attributes: [
            attribute(CONTENT_TYPE, new ObjectIdentifier({ value: DATA })),
            attribute(MESSAGE_DIGEST, octets(sha256(bytes))),
            // SigningCertificateV2, its certs, ESSCertIDv2 by SHA-256.
            attribute(SIGNING_CERTIFICATE, list(list(list(octets(own))))),
          ],
        }),
      }),
    ],
  })
  await signed.sign(key, 0, 'SHA-256', new Uint8Array(bytes).buffer)
  return Buffer.from(new ContentInfo({ contentType: SIGNED_DATA, content: signed.toSchema(true) }).toSchema().toBER())
}
