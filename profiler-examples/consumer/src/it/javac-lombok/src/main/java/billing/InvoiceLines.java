package billing;

import org.mapstruct.Mapper;

/** Implemented by MapStruct. */
@Mapper
interface InvoiceLines {
  InvoiceLine of(Item item);
}
