import type { EnumShape } from "@so-webapi/operations";
import type { ElementDescriptor, Services, TypeName } from "../descriptors/index.ts";
import { enumNames } from "./enum-names.ts";
import { escapeText } from "./escape-text.ts";
import { prefixes } from "./prefixes.ts";
import { scalars } from "./scalars.ts";
import { SoapError, within } from "./soap-error.ts";

/** What was left out of a message because the other side has no word for it: places, each once. */
export type Notes = Set<string>;

/** Writes an element with its tags for a JSON value; the empty text where it may be left out. */
export type ElementWriter = (value: unknown, notes: Notes) => string;

/** Writes what stands between the tags; `undefined` where the element is to be left out. */
type ContentWriter = (value: unknown, notes: Notes) => string | undefined;

interface Content {
  readonly write: ContentWriter;
  /** Attributes that the value needs, with a blank before each. */
  readonly attributes?: (value: unknown) => string;
}

export interface EncoderOptions {
  readonly services: Services;
  /** Enumerations of REST by name; with them values hold REST's names. */
  readonly enums?: Readonly<Record<string, EnumShape>>;
}

/**
 * Makes writers for elements of one version. They are made when a type is first met and kept. `namespace` is the one the
 * element stands in: that of the type around it.
 */
export function valueEncoder({ services, enums }: EncoderOptions) {
  const contents = new Map<TypeName, Content>();

  function element(descriptor: ElementDescriptor, namespace: string): ElementWriter {
    const { name, nillable, minOccurs } = descriptor;
    const tag = prefixes.tag(services, namespace, name);
    const nil = `<${tag} i:nil="true"/>`;
    const [begin, close] = [`<${tag}`, `</${tag}>`];
    let content: Content | undefined;
    return (value, notes) => {
      if (value === undefined || value === null) {
        if (nillable && (value === null || minOccurs > 0)) return nil;
        if (minOccurs > 0)
          throw new SoapError("element-missing", `${name} must have a value.`, { path: name });
        return "";
      }
      content ??= contentOf(descriptor.type);
      try {
        const text = content.write(value, notes);
        if (text === undefined) return "";
        const attributes = content.attributes?.(value) ?? "";
        return text === "" ? `${begin}${attributes}/>` : `${begin}${attributes}>${text}${close}`;
      } catch (error) {
        throw within(name, error);
      }
    };
  }

  function contentOf(name: TypeName): Content {
    let content = contents.get(name);
    if (content === undefined) {
      content = makeContent(name);
      contents.set(name, content);
    }
    return content;
  }

  function makeContent(name: TypeName): Content {
    const type = services.type(name);
    const namespace = services.namespaceOf(name);
    switch (type?.kind) {
      case "class":
        return classContent(name);
      case "array":
        return arrayContent(element({ ...type.item, minOccurs: 0 }, namespace), type.item);
      case "dictionary": {
        const tag = prefixes.tag(services, namespace, type.pair);
        const [key, value] = [element(type.key, namespace), element(type.value, namespace)];
        const scalar = scalars[type.key.type];
        return {
          write: (source, notes) =>
            Object.entries(record(source, name))
              .map(([text, item]) => {
                const read = scalar?.read(text);
                if (read === undefined) throw invalid(type.key.type);
                return `<${tag}>${key(read, notes)}${value(item, notes)}</${tag}>`;
              })
              .join(""),
        };
      }
      case "enum": {
        const names = enumNames(type, enums?.[name]);
        return {
          write(value, notes) {
            const found = names.toSoap(value);
            if (found === undefined)
              throw new SoapError("enum-unknown", `The value is no member of ${name}.`);
            if (found !== "no-counterpart") return found.text;
            notes.add(`${name} has no member for a value of REST`);
            return undefined;
          },
        };
      }
      default:
        return name === "xs:anyType" ? anyContent : scalarContent(name);
    }
  }

  function classContent(name: TypeName): Content {
    const namespace = services.namespaceOf(name);
    const writers = services.elements(name).map((each) => [each.name, element(each, namespace)] as const);
    const derived = services.derived(name);
    if (derived.length > 0) return polymorphic(name, writers, derived);
    return {
      write(value, notes) {
        const source = record(value, name);
        let text = "";
        for (const [property, write] of writers) text += write(source[property], notes);
        return text;
      },
    };
  }

  /** JSON does not name a class: the first one that has all properties stands. */
  function polymorphic(
    name: TypeName,
    own: readonly (readonly [string, ElementWriter])[],
    derived: readonly TypeName[],
  ): Content {
    const classes = [name, ...derived].map((each) => ({
      name: each,
      properties: new Set(services.elements(each).map((one) => one.name)),
    }));
    const classOf = (value: unknown): TypeName => {
      const keys = Object.keys(record(value, name));
      return classes.find(({ properties }) => keys.every((key) => properties.has(key)))?.name ?? name;
    };
    return {
      write(value, notes) {
        const actual = classOf(value);
        if (actual !== name) return contentOf(actual).write(value, notes);
        const source = record(value, name);
        return own.map(([property, write]) => write(source[property], notes)).join("");
      },
      attributes(value) {
        const actual = classOf(value);
        return actual === name ? "" : ` i:type="${actual}"`;
      },
    };
  }

  return { element };
}

function arrayContent(item: ElementWriter, { name, nillable }: ElementDescriptor): Content {
  return {
    write(value, notes) {
      if (!Array.isArray(value)) throw invalid(`array of ${name}`);
      let text = "";
      for (const [index, each] of value.entries()) {
        const written = item(each ?? null, notes);
        // To leave out an item would move those behind it.
        if (written === "") {
          const code = each === null && !nillable ? "element-missing" : "enum-unknown";
          throw new SoapError(code, `Item ${index} cannot be written.`, { path: name });
        }
        text += written;
      }
      return text;
    },
  };
}

function scalarContent(name: TypeName): Content {
  const scalar = scalars[name];
  if (scalar === undefined) throw new SoapError("type-mismatch", `The type ${name} is not known.`);
  return {
    write(value) {
      const text = scalar.write(value);
      if (text === undefined) throw invalid(name);
      return text;
    },
  };
}

const anyTypes: readonly (readonly [type: string, fits: (value: unknown) => boolean])[] = [
  ["string", (value) => typeof value === "string"],
  ["boolean", (value) => typeof value === "boolean"],
  ["int", (value) => scalars["xs:int"]?.write(value) !== undefined],
  ["long", (value) => scalars["xs:long"]?.write(value) !== undefined],
  ["double", (value) => scalars["xs:double"]?.write(value) !== undefined],
];

const anyTypeOf = (value: unknown): string | undefined => anyTypes.find(([, fits]) => fits(value))?.[0];

/** The value of a dictionary of anything: its type stands on it. JSON tells strings, numbers and booleans apart. */
const anyContent: Content = {
  write(value) {
    if (anyTypeOf(value) === undefined) throw invalid("xs:anyType");
    return typeof value === "string" ? escapeText(value) : String(value);
  },
  attributes: (value) => ` i:type="x:${anyTypeOf(value)}"`,
};

const invalid = (type: string): SoapError => new SoapError("value-invalid", `The value is no ${type}.`);

function record(value: unknown, type: string): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw invalid(type);
  return value as Readonly<Record<string, unknown>>;
}
