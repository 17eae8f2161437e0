import rules from "./svg.json";

const NAMESPACE = "http://www.w3.org/2000/svg";
const ELEMENTS = new Set(rules.elements);
const ATTRIBUTES = new Set(rules.attributes);
const REFERS = new Set(rules.refers);
const LONG = new Set(rules.long);
const VALUE = new RegExp(rules.value);
const REFERENCE = new RegExp(rules.reference);
const NAME = new RegExp(rules.name);
const ROW = /^\d{1,7}$/;
const ROOT_IGNORED = new Set(["width", "height", "viewBox", "preserveAspectRatio", "version", "xmlns"]);

/** Something that no picture may hold; the text names it. */
export class NotAllowed extends Error {
  override readonly name = "NotAllowed";
}

const checkAttribute = (element: string, { name, value }: Attr, rowCount: number): void => {
  if (!ATTRIBUTES.has(name)) throw new NotAllowed(`<${element}> has “${name.slice(0, 200)}”, which no picture may have`);
  if (value.length > (LONG.has(name) ? rules.most_long_value : rules.most_value)) throw new NotAllowed(`“${name}” of <${element}> is too long`);
  const isPlain = VALUE.test(value) && !value.toLowerCase().includes("url");
  const isFine = name === "id" ? NAME.test(value) : name === "data-row" ? ROW.test(value) && Number(value) < rowCount : isPlain || (REFERS.has(name) && REFERENCE.test(value));
  if (!isFine) throw new NotAllowed(`“${name}” of <${element}> is “${value.slice(0, 60)}”, which cannot stand there`);
};

const check = (root: Element, rowCount: number): void => {
  const waiting: [Element, number][] = [[root, 1]];
  let count = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [element, depth] = next;
    count += 1;
    if (count > rules.most_elements) throw new NotAllowed(`it has more than ${rules.most_elements.toLocaleString("en")} elements`);
    if (depth > rules.most_depth) throw new NotAllowed(`its elements lie more than ${String(rules.most_depth)} deep`);
    const isOurs = element.namespaceURI === NAMESPACE || element.namespaceURI === null;
    const name = isOurs ? element.localName : `${String(element.namespaceURI)}:${element.localName}`;
    if (!ELEMENTS.has(name) || element.prefix !== null) throw new NotAllowed(`it holds <${name.slice(0, 60)}>, which no picture may hold`);
    for (const attribute of element.attributes) {
      const isIgnored = element === root ? ROOT_IGNORED.has(attribute.name) : attribute.name === "xmlns" && attribute.value === NAMESPACE;
      if (!isIgnored) checkAttribute(name, attribute, rowCount);
    }
    for (const child of element.children) waiting.push([child, depth + 1]);
  }
};

const rebuilt = (element: Element): Element => {
  const own = document.createElementNS(NAMESPACE, element.localName);
  for (const { name, value } of element.attributes) if (name !== "xmlns") own.setAttribute(name, value);
  own.append(...contentOf(element));
  return own;
};

const contentOf = (element: Element): (Element | Text)[] =>
  [...element.childNodes].flatMap((child): (Element | Text)[] => (child instanceof Element ? [rebuilt(child)] : child.nodeType === Node.TEXT_NODE ? [document.createTextNode(child.nodeValue ?? "")] : []));

/** What the root of a picture holds, put together anew from what an allow-list names. The server has the same rules. */
export const sanitised = (svg: string, rowCount: number): (Element | Text)[] => {
  if (svg.length > rules.most_letters) throw new NotAllowed(`it has more than ${rules.most_letters.toLocaleString("en")} characters`);
  if (svg.includes("<!") || svg.includes("<?")) throw new NotAllowed("it holds a declaration, a comment or an instruction");
  const read = new DOMParser().parseFromString(svg, "image/svg+xml");
  const root = read.documentElement;
  if (read.querySelector("parsererror") !== null) throw new NotAllowed("it is no well-formed SVG");
  if (root.localName !== "svg") throw new NotAllowed("it is not one <svg> element");
  check(root, rowCount);
  return contentOf(root);
};
