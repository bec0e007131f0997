// Word writes its elements with the prefix `w`; other programs may use any prefix, or none. Their parts are read as if
// Word had written them.
// @see https://www.w3.org/TR/xml-names/

/** Namespaces of words in Office Open XML: transitional, and strict since ISO/IEC 29500. */
const mainNames = new Set([
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
  'http://purl.oclc.org/ooxml/wordprocessingml/main',
])

const tags =
  /<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<\?[^]*?\?>|<(\/?)([^\s<>/"'!?]+)((?:\s(?:"[^"]*"|'[^']*'|[^"'<>])*)?)>/g
const attributes = /(\s)([^\s=<>"'/]+)(\s*=\s*)("[^"]*"|'[^']*')/g

/** The prefixes that stand for the namespace of words, in one element and what is in it. */
type Scope = ReadonlySet<string>

/**
 * Writes a part so that the elements and attributes of words have the prefix `w`, or gives it as it is when they have.
 * NOTE: the result is the same XML with other prefixes, not the same bytes.
 */
export function withWordPrefix(text: string): string {
  const names = Array.from(text.matchAll(/\sxmlns(?::([^\s=]+))?\s*=\s*(?:"([^"]*)"|'([^']*)')/g))
  const isMain = (uri: string | undefined): boolean => mainNames.has(uri ?? '')
  const odd = names.some(([, prefix, one, other]) => prefix !== 'w' && isMain(one ?? other))
  const taken = names.some(([, prefix, one, other]) => prefix === 'w' && !isMain(one ?? other))
  if (!odd || taken) return text
  const scopes: Scope[] = [new Set()]
  return text.replace(tags, (whole, slash: string | undefined, name: string | undefined, rest: string) => {
    if (name === undefined) return whole
    const outer = scopes.at(-1) ?? new Set<string>()
    if (slash === '/') {
      if (scopes.length > 1) scopes.pop()
      return `</${renamed(name, outer, true)}${rest}>`
    }
    const scope = scopeOf(rest, outer, isMain)
    if (!rest.endsWith('/')) scopes.push(scope)
    let declaresW = /\sxmlns:w\s*=/.test(rest)
    const own = rest.replace(
      attributes,
      (_all, space: string, attribute: string, equals: string, value: string) => {
        const declared = /^xmlns(?::(.+))?$/.exec(attribute)
        // Declared once more under its own prefix, because values such as `Requires` may name it.
        if (declared && !declaresW && isMain(value.slice(1, -1))) {
          declaresW = true
          return `${space}${attribute}${equals}${value} xmlns:w=${value}`
        }
        return space + (declared ? attribute : renamed(attribute, scope, false)) + equals + value
      },
    )
    return `<${renamed(name, scope, true)}${own}>`
  })
}

function scopeOf(rest: string, outer: Scope, isMain: (uri: string) => boolean): Scope {
  if (!rest.includes('xmlns')) return outer
  const scope = new Set(outer)
  for (const [, , attribute = '', , value = ''] of rest.matchAll(attributes)) {
    const declared = /^xmlns(?::(.+))?$/.exec(attribute)
    if (!declared) continue
    if (isMain(value.slice(1, -1))) scope.add(declared[1] ?? '')
    else scope.delete(declared[1] ?? '')
  }
  return scope
}

/** The name with the prefix `w` where its own stands for words; an attribute without a prefix is in no namespace. */
function renamed(name: string, scope: Scope, element: boolean): string {
  const colon = name.indexOf(':')
  const prefix = colon === -1 ? '' : name.slice(0, colon)
  if (prefix === 'w' || !scope.has(prefix) || (prefix === '' && !element)) return name
  return `w:${name.slice(colon + 1)}`
}
