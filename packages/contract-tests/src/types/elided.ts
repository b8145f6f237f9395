/**
 * Stands in a generated sample where the page prints `{}` in place of an object of this type; the sample's record
 * lists the place as an elided object. It exists for the compiler only.
 */
export declare function elided<Place>(): Place;
